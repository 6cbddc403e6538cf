namespace DenseEdge.Agent.Sources;

/// <summary>Turns bytes into percents.</summary>
internal sealed class Share(IProgress<double> percents, long allBytes) : IProgress<long>
{
    public void Report(long value) => percents.Report(100.0 * value / Math.Max(1, allBytes));
}
