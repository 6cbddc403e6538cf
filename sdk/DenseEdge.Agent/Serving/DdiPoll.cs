using System.Globalization;
using System.Text.Json.Serialization;

namespace DenseEdge.Agent.Serving;

/// <summary>The answer to a poll: how long to wait, and links to what is wanted.</summary>
internal sealed record DdiPoll
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public PollConfig? Config { get; init; }

    [JsonPropertyName("_links")]
    public PollLinks? Links { get; init; }

    /// <summary>The time between polls that the server wants: 1 s to a week; null if it says nothing that is one.</summary>
    [JsonIgnore]
    public TimeSpan? Sleep
        => TimeSpan.TryParse(Config?.Polling?.Sleep, CultureInfo.InvariantCulture, out TimeSpan sleep) && sleep > TimeSpan.Zero
            ? TimeSpan.FromSeconds(Math.Clamp(sleep.TotalSeconds, 1, Longest.TotalSeconds))
            : null;

    internal sealed record PollConfig
    {
        public PollTimes? Polling { get; init; }
    }

    internal sealed record PollTimes
    {
        public string? Sleep { get; init; }
    }

    internal sealed record PollLinks
    {
        public DdiLink? DeploymentBase { get; init; }

        public DdiLink? CancelAction { get; init; }

        public DdiLink? ConfigData { get; init; }
    }
}
