namespace DenseEdge.Sdk.Postprocess;

/// <summary>Turns an output that a model wrote in one type into a result of another. Both arrays stay the same from frame
/// to frame, so that nothing is allocated.</summary>
internal interface IOutputConversion
{
    /// <summary>Fills the result.</summary>
    void Convert();
}
