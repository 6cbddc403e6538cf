using System.Globalization;

namespace DenseEdge.Agent.Serving;

/// <summary>What a device says about an action.</summary>
internal sealed record DdiFeedback
{
    /// <summary>hawkBit keeps 512 characters of a detail.</summary>
    private const int MostDetailChars = 500;

    private const int MostDetails = 12;

    public required string Id { get; init; }

    public required string Time { get; init; }

    public required StatusPart Status { get; init; }

    /// <summary>Makes one.</summary>
    /// <param name="actionId">The action.</param>
    /// <param name="at">When; the same in every repetition of the same word.</param>
    /// <param name="execution"><c>closed</c>, <c>proceeding</c> or <c>rejected</c>.</param>
    /// <param name="finished"><c>success</c>, <c>failure</c> or <c>none</c>.</param>
    /// <param name="details">For people; cut to a few KB.</param>
    /// <param name="progress">How many of how many steps; null if that says nothing.</param>
    public static DdiFeedback Of(
        string actionId, DateTimeOffset at, string execution, string finished, IEnumerable<string> details,
        (int Done, int Of)? progress = null) => new()
        {
            Id = actionId,
            Time = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture),
            Status = new StatusPart
            {
                Execution = execution,
                Result = new ResultPart
                {
                    Finished = finished,
                    Progress = progress is { } steps ? new ProgressPart(steps.Done, steps.Of) : null,
                },
                Details = [.. details.Take(MostDetails).Select(Cut)],
            },
        };

    private static string Cut(string detail) => detail.Length <= MostDetailChars ? detail : detail[..MostDetailChars] + "…";

    internal sealed record StatusPart
    {
        public required string Execution { get; init; }

        public required ResultPart Result { get; init; }

        public required IReadOnlyList<string> Details { get; init; }
    }

    internal sealed record ResultPart
    {
        public required string Finished { get; init; }

        public ProgressPart? Progress { get; init; }
    }

    internal sealed record ProgressPart(int Cnt, int Of);
}
