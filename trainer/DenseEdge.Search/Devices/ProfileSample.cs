using DenseEdge.Contracts;

namespace DenseEdge.Search.Devices;

/// <summary>A network that a profile measured.</summary>
/// <param name="Genotype">Its genotype.</param>
/// <param name="Measurement">How long it took.</param>
/// <param name="HeldOut">Whether it took no part in the fit and tells how well the fit predicts.</param>
public sealed record ProfileSample(Genotype Genotype, LatencyMeasurement Measurement, bool HeldOut);
