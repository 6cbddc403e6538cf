namespace DenseEdge.Agent.Updating;

/// <summary>Passes messages on as steps of a state.</summary>
internal sealed class StepMessages(IProgress<UpdateProgress>? progress, UpdateState state) : IProgress<string>
{
    public void Report(string value) => progress?.Report(new UpdateProgress(state, null, value));
}
