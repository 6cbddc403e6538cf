using DenseEdge.Cli.Flashing;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>Keeps what is shown.</summary>
internal sealed class RecordingDisplay : IFlashDisplay
{
    /// <summary>Steps and lines, in order.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Gets every update.</summary>
    public Action<double, string>? OnUpdate { get; init; }

    /// <inheritdoc/>
    public void Begin(string step) => Lines.Add(step);

    /// <inheritdoc/>
    public void Update(double share, string details) => OnUpdate?.Invoke(share, details);

    /// <inheritdoc/>
    public void Say(string text) => Lines.Add(text);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
