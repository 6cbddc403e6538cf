using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Flashing;

/// <summary>A bar for the only device.</summary>
/// <param name="display">Where it is drawn.</param>
internal sealed class OneDeviceDisplay(ProgressDisplay display) : IFlashDisplay
{
    /// <inheritdoc/>
    public void Begin(string step) => display.Begin(step);

    /// <inheritdoc/>
    public void Update(double share, string details) => display.Update(share, details);

    /// <inheritdoc/>
    public void Say(string text) => display.Say(text);

    /// <inheritdoc/>
    public void Dispose() => display.Dispose();
}
