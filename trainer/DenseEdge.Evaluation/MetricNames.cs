namespace DenseEdge.Evaluation;

/// <summary>The names of the metrics in tables and files.</summary>
public static class MetricNames
{
    /// <summary>Mean intersection over union of the classes that occur in the truth.</summary>
    public const string MeanIoU = "mIoU";

    /// <summary>Mean intersection over union of all classes; those that never occur count as 0.</summary>
    public const string MeanIoUAllClasses = "mIoUAllClasses";

    /// <summary>Share of pixels with the right class.</summary>
    public const string PixelAccuracy = "PixelAccuracy";

    /// <summary>Root mean square error of depth.</summary>
    public const string DepthRmse = "RMSE";

    /// <summary>Mean of |predicted - true| / true depth.</summary>
    public const string DepthAbsoluteRelative = "AbsRel";

    /// <summary>Share of pixels whose depth is right up to a factor of 1.25.</summary>
    public const string DepthWithinRatio125 = "Delta1.25";

    /// <summary>Mean angle between normals.</summary>
    public const string MeanAngularError = "MeanAngularError";

    /// <summary>Median angle between normals.</summary>
    public const string MedianAngularError = "MedianAngularError";

    /// <summary>Share of normals within 11.25 degrees.</summary>
    public const string NormalsWithin11 = "Within11.25Deg";

    /// <summary>Share of normals within 22.5 degrees.</summary>
    public const string NormalsWithin22 = "Within22.5Deg";

    /// <summary>Share of normals within 30 degrees.</summary>
    public const string NormalsWithin30 = "Within30Deg";

    /// <summary>F1 of boundaries at threshold 0.5 with a tolerance of 2 pixels.</summary>
    public const string BoundaryF1Within2Px = "BoundaryF1Within2Px";

    /// <summary>The best F of boundaries that one threshold for all images reaches; see
    /// <see cref="Boundaries.BoundaryBenchmark"/>.</summary>
    public const string BoundaryOdsF = "odsF";

    /// <summary>F of boundaries with the best threshold for each image.</summary>
    public const string BoundaryOisF = "oisF";

    /// <summary>The area under precision over recall of boundaries.</summary>
    public const string BoundaryAveragePrecision = "AP";

    /// <summary>The best F over 19 thresholds, beta² = 0.3.</summary>
    public const string SaliencyMaxF = "maxF";

    /// <summary>F1 of a mask at threshold 0.5.</summary>
    public const string BinaryF1 = "F1";
}
