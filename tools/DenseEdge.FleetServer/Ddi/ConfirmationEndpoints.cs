using System.Text.Json;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetServer.Polls;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Whether a device confirms updates by itself.</summary>
internal sealed class ConfirmationEndpoints(IFleetStore store, ServerSettings settings, PollLedger ledger)
{
    /// <summary>GET confirmationBase.</summary>
    public Task ShowAsync(HttpContext context)
    {
        DeviceCaller device = DeviceCaller.Of(context);
        ledger.Saw(device.Id, context.Connection.RemoteIpAddress);
        return DdiDocument.AnswerAsync(
            context, (device.Poll, new DdiLinks(context.Request, settings, device.Id)), Write);
    }

    /// <summary>POST confirmationBase/activateAutoConfirm; who and why, which hawkBit takes too, are not kept.</summary>
    public Task ActivateAsync(HttpContext context)
        => store.Devices.SetAutoConfirmAsync(DeviceCaller.Of(context).Id, autoConfirm: true, context.RequestAborted);

    /// <summary>POST confirmationBase/deactivateAutoConfirm.</summary>
    public Task DeactivateAsync(HttpContext context)
        => store.Devices.SetAutoConfirmAsync(DeviceCaller.Of(context).Id, autoConfirm: false, context.RequestAborted);

    private static void Write(Utf8JsonWriter writer, (DevicePoll Device, DdiLinks Links) view)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("autoConfirm"u8);
        writer.WriteBoolean("active"u8, view.Device.AutoConfirm);
        writer.WriteEndObject();
        writer.WriteStartObject("_links"u8);
        if (view.Device.AutoConfirm)
        {
            PollDocument.WriteLink(writer, "deactivateAutoConfirm", view.Links.DeactivateAutoConfirm);
        }
        else
        {
            PollDocument.WriteLink(writer, "activateAutoConfirm", view.Links.ActivateAutoConfirm);
        }

        if (view.Device is { ActionId: { } action, ActionState: ActionState.WaitingConfirmation })
        {
            int mark = PollDocument.Mark(action, ActionState.WaitingConfirmation);
            PollDocument.WriteLink(writer, "confirmationBase", view.Links.ActionWithMark("confirmationBase", action, mark));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
