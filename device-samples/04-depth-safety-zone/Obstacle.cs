namespace DenseEdge.Samples.DepthSafetyZone;

/// <summary>The nearest thing in the zone.</summary>
/// <param name="Meters">Its distance.</param>
/// <param name="Name">Its class; null if the model names none.</param>
internal readonly record struct Obstacle(double Meters, string? Name)
{
    public override string ToString() => Name is null ? $"{Meters:F2} m" : $"{Meters:F2} m, {Name}";
}
