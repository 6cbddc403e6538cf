using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;

namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>A trial with a verdict that the test chooses.</summary>
internal sealed class TestTrial : IModelTrial
{
    /// <summary>Whether candidates pass.</summary>
    public bool Passes { get; set; } = true;

    /// <summary>Called in the middle of a preparation.</summary>
    public Action OnPrepare { get; set; } = static () => { };

    /// <summary>Called in the middle of a trial.</summary>
    public Action OnRun { get; set; } = static () => { };

    public int Runs { get; private set; }

    public Task<IPreparedModel> PrepareAsync(
        InstalledModel model, string folder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        OnPrepare();
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IPreparedModel>(new Prepared(this, model));
    }

    private sealed class Prepared(TestTrial trial, InstalledModel model) : IPreparedModel
    {
        public Task<TrialReport> RunAsync(IProgress<double>? progress, CancellationToken cancellationToken)
        {
            trial.Runs++;
            trial.OnRun();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(new TrialReport
            {
                Passed = trial.Passes,
                Digest = model.Digest,
                Model = model.ToString(),
                Faults = trial.Passes ? [] : ["depth is off by 3 m."],
                Frames = 4,
            });
        }

        public void Dispose()
        {
        }
    }
}
