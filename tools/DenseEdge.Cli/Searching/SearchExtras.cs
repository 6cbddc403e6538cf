namespace DenseEdge.Cli.Searching;

/// <summary>What a search does beside its answers. A study may be asked for it later.</summary>
/// <param name="PaperMode">Whether the published search runs too, and its network is trained and measured.</param>
/// <param name="CompareSeeds">Seeds that every way to search is compared with; null for no comparison.</param>
/// <param name="StandAlone">Networks that are trained by themselves; null for none.</param>
/// <param name="StandAloneSteps">Steps of each of these trainings.</param>
internal sealed record SearchExtras(bool PaperMode, int? CompareSeeds, int? StandAlone, int StandAloneSteps);
