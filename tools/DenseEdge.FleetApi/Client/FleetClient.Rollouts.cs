using System.Globalization;

namespace DenseEdge.FleetApi;

/// <content>Rollouts.</content>
public sealed partial class FleetClient
{
    /// <summary>Lists rollouts, newest first.</summary>
    /// <param name="cancellation">Ends the request.</param>
    public Task<IReadOnlyList<RolloutView>> ListRolloutsAsync(CancellationToken cancellation)
        => GetAsync("rollouts", FleetJson.Default.IReadOnlyListRolloutView, cancellation);

    /// <summary>Makes a rollout.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<RolloutView> CreateRolloutAsync(NewRollout rollout, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "rollouts", rollout, FleetJson.Default.NewRollout, FleetJson.Default.RolloutView, cancellation);

    /// <summary>Reads a rollout and how its groups stand.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<RolloutView> GetRolloutAsync(long id, CancellationToken cancellation)
        => GetAsync(RolloutPath(id), FleetJson.Default.RolloutView, cancellation);

    /// <summary>Tells a rollout to go another way.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="command">Which way.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>How it stands after that.</returns>
    public Task<RolloutView> SteerRolloutAsync(long id, RolloutCommand command, CancellationToken cancellation)
    {
        string word = command switch
        {
            RolloutCommand.Start => "start",
            RolloutCommand.Pause => "pause",
            RolloutCommand.Resume => "resume",
            RolloutCommand.Abort => "abort",
            RolloutCommand.Retry => "retry",
            RolloutCommand.Next => "next",
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Expected a command that is named."),
        };
        return AskAsync(HttpMethod.Post, $"{RolloutPath(id)}/{word}", null, FleetJson.Default.RolloutView, cancellation);
    }

    /// <summary>Lists the updates of a rollout.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="state">One of <see cref="ActionView.State"/>; null for all.</param>
    /// <param name="limit">How many at most; null for the server's choice.</param>
    /// <param name="cursor"><see cref="Page{T}.Next"/> of the part before; null for the first part.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<Page<ActionView>> ListRolloutDevicesAsync(
        long id, string? state, int? limit, string? cursor, CancellationToken cancellation)
    {
        string path = new QueryText($"{RolloutPath(id)}/devices").With("state", state).With("limit", limit)
            .With("cursor", cursor).ToString();
        return GetAsync(path, FleetJson.Default.PageActionView, cancellation);
    }

    private static string RolloutPath(long id) => $"rollouts/{id.ToString(CultureInfo.InvariantCulture)}";
}
