using System.ComponentModel.DataAnnotations;

namespace DenseEdge.Training.Search;

/// <summary>How rows are scored.</summary>
public sealed record RowScoringOptions
{
    /// <summary>Training images, without augmentation, that batch normalisation is estimated anew on; spread over the
    /// split.</summary>
    /// <value>Default 64, or all if there are fewer.</value>
    [Range(1, 1_000_000)]
    public int CalibrationImages { get; init; } = 64;

    /// <summary>Images that are computed at once: memory against speed. Calibration averages over these batches.</summary>
    /// <value>Default 8.</value>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Resamples of the validation images for the standard error of a score; 0 for none.</summary>
    /// <value>Default 200.</value>
    [Range(0, 100_000)]
    public int Resamples { get; init; } = 200;

    /// <summary>Seed of the resamples. All rows of all targets are resampled alike, so that differences between them can be
    /// compared.</summary>
    /// <value>Default 0.</value>
    public int Seed { get; init; }
}
