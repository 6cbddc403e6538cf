using DenseEdge.FleetServer.Polls;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>The poll itself. Proving the device has read all that the answer needs; that it polled is written later, with many
/// others.</summary>
internal sealed class PollEndpoints(ServerSettings settings, PollLedger ledger, FleetMeter meter)
{
    /// <summary>GET {device}.</summary>
    public Task PollAsync(HttpContext context)
    {
        DeviceCaller device = DeviceCaller.Of(context);
        PollDocument poll = new(
            device.Poll, new DdiLinks(context.Request, settings, device.Id), settings.PollSeconds);
        ledger.Saw(device.Id, context.Connection.RemoteIpAddress);
        meter.CountPoll(poll.Told);
        return DdiDocument.AnswerAsync(context, poll, PollDocument.Write);
    }
}
