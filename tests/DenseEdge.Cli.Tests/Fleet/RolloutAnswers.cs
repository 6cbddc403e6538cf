using System.Globalization;

namespace DenseEdge.Cli.Tests.Fleet;

/// <summary>Answers about a rollout to 5 devices, in a canary of 2 and the rest.</summary>
internal static class RolloutAnswers
{
    /// <summary>The rollout in a state.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="succeeded">How many of the canary succeeded.</param>
    /// <param name="reason">Why it is in this state.</param>
    public static string Json(string state, int succeeded, string reason = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"id":7,"name":"first","model":"scene","version":"1.4","state":"{{state}}","reason":"{{reason}}","total":5,
        "succeeded":{{succeeded}},"created":"2026-01-02T03:04:05Z",
        "settings":{"model":"scene","version":"1.4","groups":[{"name":"canary","count":2},{"percent":100}]},
        "groups":[{"ordinal":1,"name":"canary","state":"running","total":2,"succeeded":{{succeeded}}},
        {"ordinal":2,"name":"100%","state":"waiting","total":3}]}
        """);
}
