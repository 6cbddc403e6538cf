using System.Globalization;
using DenseEdge.Agent.Control;

namespace DenseEdge.AgentService;

/// <summary>A status for people.</summary>
internal static class StatusText
{
    public static string Of(StatusLine status)
    {
        List<string> lines =
        [
            $"store        {status.Store} ({(status.Service ? "agent running" : "no agent running")}"
                + $"{(status.Paused ? ", updates paused" : string.Empty)})",
            $"active       {Of(status.Active)}",
            $"return to    {Of(status.LastKnownGood)}",
            $"state        {status.State}{(status.Candidate is { } candidate ? $": {Of(candidate)}" : string.Empty)}",
            $"health       model {status.ModelHealth}{Window(status)}, network {status.NetworkHealth}",
        ];
        if (status.LastCheck is { } check)
        {
            lines.Add($"last         {check.At:u} {check.Outcome}: {check.Message}");
        }

        lines.AddRange(status.Bad.Select(bad => $"bad          {bad.Model}: {bad.Reason}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Window(StatusLine status) => status.HealthSecondsLeft > 0
        ? string.Create(CultureInfo.InvariantCulture, $" for another {status.HealthSecondsLeft:F0} s")
        : string.Empty;

    private static string Of(ModelLine? model) => model is null
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{model.Name} {model.Version} (release {model.Release}), {model.Digest}");
}
