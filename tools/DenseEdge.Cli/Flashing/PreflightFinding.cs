namespace DenseEdge.Cli.Flashing;

/// <summary>One thing that was looked at before anything is changed on a device.</summary>
/// <param name="Name">The thing, such as <c>space</c>.</param>
/// <param name="State">What it means.</param>
/// <param name="Found">What was found, in one line.</param>
/// <param name="Advice">What to do; null if there is nothing to do.</param>
internal sealed record PreflightFinding(string Name, PreflightState State, string Found, string? Advice = null)
{
    /// <summary>Writes it as one sentence.</summary>
    public override string ToString() => Advice is null ? $"{Name}: {Found}" : $"{Name}: {Found}. {Advice}";
}
