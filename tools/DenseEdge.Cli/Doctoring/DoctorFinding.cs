namespace DenseEdge.Cli.Doctoring;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Area">The part of the machine, such as <c>board</c>.</param>
/// <param name="Name">The thing, such as <c>power mode</c>.</param>
/// <param name="State">What it means.</param>
/// <param name="Found">What was found, in one line.</param>
/// <param name="Advice">What to do; null if there is nothing to do.</param>
internal sealed record DoctorFinding(string Area, string Name, FindingState State, string Found, string? Advice = null);
