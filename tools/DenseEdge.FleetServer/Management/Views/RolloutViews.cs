using System.Globalization;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.FleetApi;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management.Views;

/// <summary>Rollouts as the API shows them.</summary>
internal static class RolloutViews
{
    /// <summary>A rollout.</summary>
    public static RolloutView View(this Rollout rollout)
    {
        ActionCounts counts = rollout.Counts;
        return new RolloutView
        {
            Id = rollout.Id,
            Name = rollout.Name,
            Model = rollout.Model,
            Version = rollout.Version,
            Filter = rollout.Filter,
            State = ApiWord.Of(rollout.State),
            Reason = rollout.Reason,
            Created = rollout.Created,
            CreatedBy = rollout.CreatedBy,
            Started = rollout.Started,
            Ended = rollout.Ended,
            Settings = Settings(rollout),
            Total = (int)counts.Total,
            Scheduled = (int)counts.Scheduled,
            Offered = (int)counts.Offered,
            StartedCount = (int)counts.Started,
            Succeeded = (int)counts.Succeeded,
            Failed = (int)counts.Failed,
            Canceled = (int)counts.Canceled,
            InFlight = (int)counts.Started,
            Groups = [.. rollout.Groups.Select(View)],
        };
    }

    private static GroupView View(RolloutGroup group) => new()
    {
        Ordinal = group.Ordinal + 1,
        Name = group.Name,
        State = ApiWord.Of(group.State),
        Total = (int)group.Counts.Total,
        Scheduled = (int)group.Counts.Scheduled,
        Offered = (int)group.Counts.Offered,
        Started = (int)group.Counts.Started,
        Succeeded = (int)group.Counts.Succeeded,
        Failed = (int)group.Counts.Failed,
        Canceled = (int)group.Counts.Canceled,
        SuccessPercent = group.SuccessPercent,
        ErrorPercent = group.ErrorPercent,
        Began = group.Began,
        SoakUntil = group.SoakUntil,
    };

    private static Api.NewRollout Settings(Rollout rollout)
    {
        RolloutSettings settings = rollout.Settings;
        return new Api.NewRollout
        {
            Name = rollout.Name,
            Model = rollout.Model,
            Version = rollout.Version,
            Filter = rollout.Filter,
            Groups = [.. settings.Groups.Select(
                group => new NewGroup { Name = group.Name, Count = group.Count, Percent = group.Percent })],
            SuccessPercent = settings.SuccessPercent,
            ErrorPercent = settings.ErrorPercent,
            MinimumCount = settings.MinimumCount,
            SoakSeconds = settings.SoakSeconds,
            Attempts = settings.Attempts,
            Rate = settings.Rate is { } rate ? View(rate) : null,
            Window = settings.Window is { } window ? View(window) : null,
            Forced = settings.Forced,
            Confirmation = settings.Confirmation,
            Start = rollout.Started is not null,
        };
    }

    private static Api.RolloutRate View(Fleet.Rollouts.RolloutRate rate) => new()
    {
        PerMinute = rate.PerMinute,
        GrowthFactor = rate.GrowthFactor,
        GrowthEvery = rate.GrowthFactor > 1 ? rate.GrowthEvery : null,
        MostPerMinute = rate.MostPerMinute,
    };

    private static Api.RolloutWindow View(Fleet.Rollouts.RolloutWindow window) => new()
    {
        From = window.From.ToString(RolloutRequest.TimeForm, CultureInfo.InvariantCulture),
        To = window.To.ToString(RolloutRequest.TimeForm, CultureInfo.InvariantCulture),
        Days = [.. window.Days.Select(RolloutRequest.Word)],
        TimeZone = window.TimeZone ?? "UTC",
    };
}
