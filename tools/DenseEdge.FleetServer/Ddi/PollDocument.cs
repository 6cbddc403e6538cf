using System.Globalization;
using System.Text.Json;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>The answer to a poll: when to come again, and links to what there is to do.</summary>
/// <param name="Device">The device.</param>
/// <param name="Links">Its addresses.</param>
/// <param name="DefaultSeconds">Seconds between polls for devices without a time of their own.</param>
internal readonly record struct PollDocument(DevicePoll Device, DdiLinks Links, int DefaultSeconds)
{
    private const int LongestSleepSeconds = 86_399;

    // HH:MM:SS of every time that was asked for: a fleet has few, and polls are many.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, string> SleepTexts = new();

    /// <summary>What the device is told to do, for the count of polls.</summary>
    public string Told => Device.ActionState switch
    {
        null => "nothing",
        ActionState.WaitingConfirmation => "confirmation",
        ActionState.Canceling => "cancel",
        _ => "deployment",
    };

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, PollDocument poll)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("config"u8);
        writer.WriteStartObject("polling"u8);
        writer.WriteString("sleep"u8, Sleep(poll.Device.PollSeconds ?? poll.DefaultSeconds));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("_links"u8);
        if (poll.Device.ActionId is { } action)
        {
            WriteAction(writer, poll.Links, action, poll.Device.ActionState!.Value);
        }

        if (poll.Device.InstalledActionId is { } installed)
        {
            WriteLink(writer, "installedBase", poll.Links.Action("installedBase", installed));
        }

        if (poll.Device.WantsAttributes)
        {
            WriteLink(writer, "configData", poll.Links.ConfigData);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes a link as HAL has it.</summary>
    public static void WriteLink(Utf8JsonWriter writer, string name, string address)
    {
        writer.WriteStartObject(name);
        writer.WriteString("href"u8, address);
        writer.WriteEndObject();
    }

    /// <summary>A number for an action that changes when the client should read it again: with the kind of thing to do.</summary>
    public static int Mark(long action, ActionState state)
        => unchecked((int)(action * 31) + (state == ActionState.WaitingConfirmation ? 1 : 0));

    private static void WriteAction(Utf8JsonWriter writer, DdiLinks links, long action, ActionState state)
    {
        switch (state)
        {
            case ActionState.WaitingConfirmation:
                WriteLink(
                    writer, "confirmationBase", links.ActionWithMark("confirmationBase", action, Mark(action, state)));
                break;
            case ActionState.Canceling:
                WriteLink(writer, "cancelAction", links.Action("cancelAction", action));
                break;
            default:
                WriteLink(writer, "deploymentBase", links.ActionWithMark("deploymentBase", action, Mark(action, state)));
                break;
        }
    }

    private static string Sleep(int seconds) => SleepTexts.GetOrAdd(
        Math.Clamp(seconds, 1, LongestSleepSeconds),
        static made => TimeSpan.FromSeconds(made).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture));
}
