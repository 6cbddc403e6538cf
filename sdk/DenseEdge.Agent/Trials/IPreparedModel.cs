namespace DenseEdge.Agent.Trials;

/// <summary>A candidate that is ready for frames.</summary>
public interface IPreparedModel : IDisposable
{
    /// <summary>Computes its golden frames and compares.</summary>
    /// <param name="progress">Takes percents.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found, also if it failed.</returns>
    Task<TrialReport> RunAsync(IProgress<double>? progress, CancellationToken cancellationToken);
}
