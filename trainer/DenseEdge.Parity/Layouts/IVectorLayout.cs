using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;

namespace DenseEdge.Parity.Layouts;

/// <summary>One kind of reference file: how to tell it, and how to compute what it holds.</summary>
internal interface IVectorLayout
{
    /// <summary>What the file is about, for tables.</summary>
    string Title { get; }

    /// <summary>Tells by its keys whether a file is of this kind.</summary>
    /// <param name="file">The file.</param>
    bool Fits(VectorFile file);

    /// <summary>Computes everything the file holds, and compares.</summary>
    /// <param name="file">The file.</param>
    /// <param name="checks">Where the results go.</param>
    void Run(VectorFile file, CheckList checks);
}
