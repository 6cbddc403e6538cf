namespace DenseEdge.Evaluation.Tests.Boundaries;

/// <summary>Assignment by methods that share nothing with the product's: all subsets, a dense matrix, and augmenting paths.</summary>
internal static class DenseAssignment
{
    /// <summary>Cost of a pair that is not allowed.</summary>
    public const int Forbidden = int.MaxValue;

    /// <summary>Tries everything.</summary>
    /// <param name="cost">Cost of each pair [rows, columns], at most 12 columns.</param>
    /// <param name="gain">What one more pair is worth.</param>
    /// <returns>The largest sum of gain - cost over pairs.</returns>
    public static long BestByAllSubsets(int[,] cost, int gain)
    {
        (int rows, int columns) = (cost.GetLength(0), cost.GetLength(1));
        long[] best = new long[1 << columns]; // over the rows so far, by the set of columns used
        Array.Fill(best, long.MinValue / 2);
        best[0] = 0;
        for (int row = 0; row < rows; row++)
        {
            long[] next = [.. best];
            for (int used = 0; used < best.Length; used++)
            {
                for (int column = 0; column < columns; column++)
                {
                    if ((used & (1 << column)) == 0 && cost[row, column] != Forbidden)
                    {
                        int with = used | (1 << column);
                        next[with] = Math.Max(next[with], best[used] + gain - cost[row, column]);
                    }
                }
            }

            best = next;
        }

        return best.Max();
    }

    /// <summary>Solves the square problem with one outlier per pixel by the Hungarian method on a full matrix.</summary>
    /// <param name="cost">Cost of each pair, [rows, columns].</param>
    /// <param name="gain">The cost of an outlier.</param>
    /// <returns>The largest sum of gain - cost over pairs.</returns>
    public static long BestByDenseHungarian(int[,] cost, int gain)
    {
        (int rows, int columns) = (cost.GetLength(0), cost.GetLength(1));
        int n = rows + columns;
        long forbidden = (long)gain * (n + 1) * 4;
        long[,] square = new long[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                square[i, j] = i >= rows || j >= columns ? gain
                    : cost[i, j] == Forbidden ? forbidden : cost[i, j];
            }
        }

        // All outliers: n · gain. A pair takes the place of two outliers and frees two for each other: it saves gain - cost.
        return ((long)n * gain) - Hungarian(square);
    }

    /// <summary>Counts the pairs of a largest matching by simple augmenting paths.</summary>
    /// <param name="partners">Allowed columns of each row.</param>
    /// <param name="columns">The number of columns.</param>
    public static int LargestMatching(IReadOnlyList<int>[] partners, int columns)
    {
        int[] rowOf = new int[columns];
        Array.Fill(rowOf, -1);
        int pairs = 0;
        for (int row = 0; row < partners.Length; row++)
        {
            pairs += TryPlace(row, new bool[columns]) ? 1 : 0;
        }

        return pairs;

        bool TryPlace(int row, bool[] tried)
        {
            foreach (int column in partners[row])
            {
                if (!tried[column])
                {
                    tried[column] = true;
                    if (rowOf[column] < 0 || TryPlace(rowOf[column], tried))
                    {
                        rowOf[column] = row;
                        return true;
                    }
                }
            }

            return false;
        }
    }

    // Rows one after the other, with potentials, O(n³).
    private static long Hungarian(long[,] cost)
    {
        int n = cost.GetLength(0);
        long[] rowPotential = new long[n + 1];
        long[] columnPotential = new long[n + 1];
        int[] rowOf = new int[n + 1];
        for (int row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            int column = 0;
            int[] way = new int[n + 1];
            long[] least = [.. Enumerable.Repeat(long.MaxValue, n + 1)];
            bool[] used = new bool[n + 1];
            do
            {
                used[column] = true;
                long delta = long.MaxValue;
                int nextColumn = 0;
                for (int j = 1; j <= n; j++)
                {
                    if (used[j])
                    {
                        continue;
                    }

                    long reduced = cost[rowOf[column] - 1, j - 1] - rowPotential[rowOf[column]] - columnPotential[j];
                    if (reduced < least[j])
                    {
                        (least[j], way[j]) = (reduced, column);
                    }

                    if (least[j] < delta)
                    {
                        (delta, nextColumn) = (least[j], j);
                    }
                }

                for (int j = 0; j <= n; j++)
                {
                    if (used[j])
                    {
                        rowPotential[rowOf[j]] += delta;
                        columnPotential[j] -= delta;
                    }
                    else if (j > 0)
                    {
                        least[j] -= delta;
                    }
                }

                column = nextColumn;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                rowOf[column] = rowOf[way[column]];
                column = way[column];
            }
        }

        return Enumerable.Range(1, n).Sum(j => cost[rowOf[j] - 1, j - 1]);
    }
}
