namespace DenseEdge.Sdk.Results;

/// <summary>How distances are brought to another size.</summary>
public enum DepthResampling
{
    /// <summary>The distance at the pixel's centre: invents none, shows steps.</summary>
    Nearest,

    /// <summary>Between the distances around it: smooth, but at the rim of a thing also distances where nothing is.</summary>
    Bilinear,
}
