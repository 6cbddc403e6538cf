namespace DenseEdge.Sdk.Preprocess;

/// <summary>Takes a resized frame row by row, while each row is still in the first-level cache.</summary>
internal interface IFrameRows
{
    /// <summary>Takes one row.</summary>
    /// <param name="row">Its index from the top.</param>
    /// <param name="pixels">[W, 3], red first.</param>
    void Take(int row, ReadOnlySpan<byte> pixels);
}
