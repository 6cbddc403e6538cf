using DenseEdge.Contracts;

namespace DenseEdge.Search.Latency;

/// <summary>
/// What a genotype costs on one device, in whole microseconds: additive over the pairs, plus fixed charges for rows that read
/// anything and for auxiliary heads that any pair needs.
/// </summary>
/// <remarks>
/// <code>L = b + Σ_{t,s} l[t,s,o(t,s)] + Σ_t r[t]·on_t + Σ_k f[k]·need_k
/// on_t   = 1 if row t keeps a source
/// need_k = 1 if row k has T-label anywhere, or column k has S-label anywhere off the diagonal</code>
/// An auxiliary head costs as much as ten label contexts: a model that spreads it over the pairs is wrong by design.
/// </remarks>
public sealed class GenotypeCosts
{
    private readonly long[,,] _pairs;
    private readonly long[] _rows;
    private readonly long[] _auxiliaryHeads;

    /// <summary>Makes costs.</summary>
    /// <param name="fixedMicroseconds">b: what every genotype costs.</param>
    /// <param name="pairMicroseconds">l: [target, source, context], by the codes of <see cref="ContextType"/>; 0 for
    /// <see cref="ContextType.None"/>.</param>
    /// <param name="rowMicroseconds">r: [target].</param>
    /// <param name="auxiliaryMicroseconds">f: [task].</param>
    /// <exception cref="ArgumentException">Sizes don't agree, a cost is negative, or a pair without context costs
    /// something.</exception>
    public GenotypeCosts(
        long fixedMicroseconds, long[,,] pairMicroseconds, IReadOnlyList<long> rowMicroseconds,
        IReadOnlyList<long> auxiliaryMicroseconds)
    {
        ArgumentNullException.ThrowIfNull(pairMicroseconds);
        ArgumentNullException.ThrowIfNull(rowMicroseconds);
        ArgumentNullException.ThrowIfNull(auxiliaryMicroseconds);
        int tasks = rowMicroseconds.Count;
        int contexts = Enum.GetValues<ContextType>().Length;
        (int, int, int) size = (pairMicroseconds.GetLength(0), pairMicroseconds.GetLength(1), pairMicroseconds.GetLength(2));
        if (size != (tasks, tasks, contexts) || auxiliaryMicroseconds.Count != tasks)
        {
            throw new ArgumentException(
                $"Expected [{tasks}, {tasks}, {contexts}] pair costs and {tasks} auxiliary costs for {tasks} row costs, "
                + $"got [{size.Item1}, {size.Item2}, {size.Item3}] and {auxiliaryMicroseconds.Count}.");
        }

        _pairs = (long[,,])pairMicroseconds.Clone();
        (_rows, _auxiliaryHeads) = ([.. rowMicroseconds], [.. auxiliaryMicroseconds]);
        FixedMicroseconds = fixedMicroseconds;
        long least = _pairs.Cast<long>().Concat(_rows).Concat(_auxiliaryHeads).Append(fixedMicroseconds).Min();
        if (least < 0)
        {
            throw new ArgumentException($"Expected costs of at least 0 µs, got {least}.");
        }

        for (int target = 0; target < tasks; target++)
        {
            for (int source = 0; source < tasks; source++)
            {
                if (_pairs[target, source, (int)ContextType.None] is var none and not 0)
                {
                    throw new ArgumentException($"Expected 0 µs for a pair that exchanges nothing, got {none}.");
                }
            }
        }
    }

    /// <summary>How many tasks the costs are for.</summary>
    public int TaskCount => _rows.Length;

    /// <summary>What every genotype costs, in microseconds.</summary>
    public long FixedMicroseconds { get; }

    /// <summary>What an auxiliary head costs, in microseconds.</summary>
    /// <param name="task">Index of the task.</param>
    public long AuxiliaryHeadMicroseconds(int task) => _auxiliaryHeads[task];

    /// <summary>What a pair costs, in microseconds.</summary>
    /// <param name="target">Index of the target.</param>
    /// <param name="source">Index of the source.</param>
    /// <param name="context">What the pair exchanges.</param>
    public long PairMicroseconds(int target, int source, ContextType context) => _pairs[target, source, (int)context];

    /// <summary>What a row costs for reading anything at all, in microseconds.</summary>
    /// <param name="target">Index of the target.</param>
    public long RowMicroseconds(int target) => _rows[target];

    /// <summary>What a row costs without auxiliary heads, in microseconds.</summary>
    /// <param name="target">Index of the target.</param>
    /// <param name="contexts">Its contexts, in task order.</param>
    public long RowMicroseconds(int target, ReadOnlySpan<ContextType> contexts)
    {
        long sum = 0;
        bool isOn = false;
        for (int source = 0; source < contexts.Length; source++)
        {
            sum += _pairs[target, source, (int)contexts[source]];
            isOn |= contexts[source] != ContextType.None;
        }

        return isOn ? sum + _rows[target] : sum;
    }

    /// <summary>What a genotype costs, in microseconds.</summary>
    /// <param name="genotype">A genotype over as many tasks.</param>
    /// <exception cref="ArgumentException">Another number of tasks.</exception>
    public long Microseconds(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        if (genotype.Tasks.Count != TaskCount)
        {
            throw new ArgumentException($"Expected a genotype of {TaskCount} tasks, got {genotype.Tasks.Count}.", nameof(genotype));
        }

        long sum = FixedMicroseconds;
        ContextType[] row = new ContextType[TaskCount];
        for (int target = 0; target < TaskCount; target++)
        {
            for (int source = 0; source < TaskCount; source++)
            {
                row[source] = genotype[genotype.Tasks[target], genotype.Tasks[source]];
            }

            sum += RowMicroseconds(target, row) + (genotype.NeedsAuxiliaryHead(genotype.Tasks[target]) ? _auxiliaryHeads[target] : 0);
        }

        return sum;
    }
}
