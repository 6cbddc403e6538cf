namespace DenseEdge.Sdk;

/// <summary>Where the time of one frame went.</summary>
/// <param name="PreprocessMs">Milliseconds to resize the frame into the network's input.</param>
/// <param name="NetworkMs">Milliseconds to compute all results in their final form.</param>
public readonly record struct PredictionTiming(double PreprocessMs, double NetworkMs)
{
    /// <summary>Milliseconds from the frame to the outputs.</summary>
    public double TotalMs => PreprocessMs + NetworkMs;
}
