namespace DenseEdge.Cli.Benching;

/// <summary>Finds the highest rate at which few enough frames are lost, by halving an interval: the method of ros2_benchmark
/// (NVIDIA Isaac ROS).</summary>
internal static class PeakSearch
{
    /// <summary>Share of the frames that may be lost.</summary>
    public const double AllowedLoss = 0.05;

    private const double Precision = 1.02;
    private const int MaxDoublings = 20;
    private const int MaxHalvings = 12;

    /// <summary>Searches.</summary>
    /// <param name="firstGuessHz">A rate to begin with, above 0.</param>
    /// <param name="lossAt">Tries a rate and gives the share of lost frames.</param>
    /// <returns>The highest rate that was tried and kept, in frames per second, within 2 % of one that wasn't; 0 if even a
    /// millionth of the guess is too much.</returns>
    public static double Find(double firstGuessHz, Func<double, double> lossAt)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(firstGuessHz);
        bool keepsGuess = lossAt(firstGuessHz) <= AllowedLoss;
        double step = keepsGuess ? 2 : 0.5, kept = keepsGuess ? firstGuessHz : 0, lost = keepsGuess ? 0 : firstGuessHz;
        double rate = firstGuessHz;
        for (int i = 0; i < MaxDoublings && (kept == 0 || lost == 0); i++)
        {
            rate *= step;
            if (lossAt(rate) <= AllowedLoss)
            {
                kept = rate;
            }
            else
            {
                lost = rate;
            }
        }

        return kept > 0 && lost > 0 ? Halve(kept, lost, lossAt) : kept;
    }

    private static double Halve(double kept, double lost, Func<double, double> lossAt)
    {
        for (int i = 0; i < MaxHalvings && lost / kept > Precision; i++)
        {
            double middle = Math.Sqrt(kept * lost);
            if (lossAt(middle) <= AllowedLoss)
            {
                kept = middle;
            }
            else
            {
                lost = middle;
            }
        }

        return kept;
    }
}
