using System.ComponentModel.DataAnnotations;

namespace DenseEdge.Data.Synthetic;

/// <summary>Which rooms <see cref="SyntheticRooms"/> makes, and how the camera sees them.</summary>
public sealed record SyntheticRoomsOptions
{
    /// <summary>The height of the images, in pixels.</summary>
    /// <value>192.</value>
    [Range(8, 4096)]
    public int Height { get; init; } = 192;

    /// <summary>The width of the images, in pixels.</summary>
    /// <value>256.</value>
    [Range(8, 4096)]
    public int Width { get; init; } = 256;

    /// <summary>The number of rooms.</summary>
    /// <value>No default.</value>
    [Range(1, 1_000_000)]
    public required int Count { get; init; }

    /// <summary>The number that all rooms follow from; another seed gives other rooms.</summary>
    /// <value>1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The part of the data set. Two parts of one seed share no room.</summary>
    /// <value><see cref="SyntheticSplit.Train"/>.</value>
    public SyntheticSplit Split { get; init; } = SyntheticSplit.Train;

    /// <summary>The strength of the sensor's noise: 0 is a perfect sensor, 1 a phone indoors.</summary>
    /// <value>1.</value>
    [Range(0.0, 10)]
    public double NoiseStrength { get; init; } = 1;

    /// <summary>Checks every range.</summary>
    /// <returns>The same options.</returns>
    /// <exception cref="ValidationException">A value is out of range; the message lists every fault.</exception>
    public SyntheticRoomsOptions Validated()
    {
        List<ValidationResult> faults = [];
        return Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true)
            ? this
            : throw new ValidationException(
                $"Synthetic rooms: {string.Join(' ', faults.Select(fault => fault.ErrorMessage))}");
    }
}
