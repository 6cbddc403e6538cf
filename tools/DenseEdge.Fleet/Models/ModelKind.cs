namespace DenseEdge.Fleet.Models;

/// <summary>What a model version's file is.</summary>
public enum ModelKind
{
    /// <summary>A DenseEdge bundle, whose manifest names it.</summary>
    Bundle,

    /// <summary>Any other file, such as a SWUpdate image.</summary>
    File,
}
