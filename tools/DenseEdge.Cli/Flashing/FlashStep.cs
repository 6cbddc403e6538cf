namespace DenseEdge.Cli.Flashing;

/// <summary>A step that was done on a device.</summary>
/// <param name="Name">Its name, such as <c>upload</c> or one of the agent's states.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record FlashStep(string Name, double Seconds);
