namespace DenseEdge.Agent.Updating;

/// <summary>Passes percents on as steps of a state, whole ones, each once: a download reports thousands of times.</summary>
internal sealed class Percents(IProgress<UpdateProgress>? progress, UpdateState state, string message) : IProgress<double>
{
    private int _last = -1;

    public void Report(double value)
    {
        int whole = (int)Math.Clamp(value, 0, 100);
        if (whole != _last)
        {
            _last = whole;
            progress?.Report(new UpdateProgress(state, whole, message));
        }
    }
}
