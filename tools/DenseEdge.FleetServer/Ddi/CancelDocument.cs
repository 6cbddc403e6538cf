using System.Globalization;
using System.Text.Json;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Which action to stop. hawkBit's cancellation has the number of the action that it stops.</summary>
internal static class CancelDocument
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, long action)
    {
        string id = action.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteStartObject("cancelAction"u8);
        writer.WriteString("stopId"u8, id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
