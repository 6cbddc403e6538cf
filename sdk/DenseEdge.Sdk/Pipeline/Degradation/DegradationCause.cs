namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>Why a pipeline changed what it computes.</summary>
public enum DegradationCause
{
    /// <summary>Results have been too old for too long.</summary>
    Overload,

    /// <summary>The board has been too hot for too long.</summary>
    Heat,

    /// <summary>Age and temperature have been well below their limits for long enough: a step was taken back.</summary>
    Recovery,
}
