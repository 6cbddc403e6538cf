namespace DenseEdge.Bundles;

/// <summary>What a program hands in and gets back. Frames are RGB bytes [H, W, 3] of any size, which the predictor stretches; the
/// form that a variant's graph takes is the variant's own affair.</summary>
/// <param name="Pixels">How the frame's bytes lie: always <c>rgb24</c>.</param>
/// <param name="OutputHeight">Height of every map in pixels.</param>
/// <param name="OutputWidth">Width of every map in pixels.</param>
public sealed record InputContract(string Pixels, int OutputHeight, int OutputWidth)
{
    /// <summary>The only layout there is: red, green and blue bytes, row by row without gaps.</summary>
    public const string Rgb24 = "rgb24";
}
