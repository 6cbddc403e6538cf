using DenseEdge.Contracts;

namespace DenseEdge.Data;

/// <summary>An ordered set of samples with several dense labels each: one split of a data set.</summary>
public interface ISampleSource
{
    /// <summary>The tasks that the samples have labels for, in the order of the network's heads.</summary>
    IReadOnlyList<TaskSpec> Tasks { get; }

    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>Reads or makes one sample. Safe to call from several threads at once.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidDataException">A file of the sample is missing or wrong; the message names it.</exception>
    DenseSample Load(int index);
}
