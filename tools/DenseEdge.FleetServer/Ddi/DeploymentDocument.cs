using System.Globalization;
using System.Text.Json;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Models;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>What to install: deploymentBase, confirmationBase and installedBase of an action.</summary>
/// <param name="Name">How the part with the chunks is called: deployment, or confirmation.</param>
/// <param name="Deployment">The action and its model.</param>
/// <param name="Links">The device's addresses.</param>
/// <param name="HistoryMessages">How many of the action's messages to show; less than 0 for as many as there may be.</param>
internal sealed record DeploymentDocument(string Name, Deployment Deployment, DdiLinks Links, int HistoryMessages)
{
    private const int MostHistoryMessages = 100;

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, DeploymentDocument document)
    {
        DeviceAction action = document.Deployment.Action;
        string handling = action.Forced ? "forced" : "attempt";
        writer.WriteStartObject();
        writer.WriteString("id"u8, action.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartObject(document.Name);
        writer.WriteString("download"u8, handling);
        writer.WriteString("update"u8, handling);
        writer.WriteStartArray("chunks"u8);
        WriteChunk(writer, document.Deployment.Model, document.Links);
        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteHistory(writer, action, document.HistoryMessages);
        writer.WriteEndObject();
    }

    /// <summary>Writes the files of a model version with their digests and addresses.</summary>
    public static void WriteArtifacts(Utf8JsonWriter writer, ModelVersion model, DdiLinks links)
    {
        writer.WriteStartArray();
        foreach (ModelArtifact artifact in model.Artifacts)
        {
            string address = links.Artifact(model.Id, artifact.Name);
            writer.WriteStartObject();
            writer.WriteString("filename"u8, artifact.Name);
            writer.WriteStartObject("hashes"u8);
            writer.WriteString("sha1"u8, artifact.Sha1);
            writer.WriteString("md5"u8, artifact.Md5);
            writer.WriteString("sha256"u8, artifact.Sha256);
            writer.WriteEndObject();
            writer.WriteNumber("size"u8, artifact.SizeBytes);
            writer.WriteStartObject("_links"u8);
            PollDocument.WriteLink(writer, links.DownloadName, address);
            PollDocument.WriteLink(writer, links.Md5Name, address + ArtifactDownload.Md5Ending);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChunk(Utf8JsonWriter writer, ModelVersion model, DdiLinks links)
    {
        writer.WriteStartObject();
        writer.WriteString("part"u8, "bApp"u8);
        writer.WriteString("version"u8, model.Version);
        writer.WriteString("name"u8, model.Name);
        writer.WritePropertyName("artifacts"u8);
        WriteArtifacts(writer, model, links);
        writer.WriteStartArray("metadata"u8);
        WriteMetadata(writer, "denseedge.release", model.Release.ToString(CultureInfo.InvariantCulture));
        if (model.Digest is { Length: > 0 } digest)
        {
            WriteMetadata(writer, "denseedge.digest", digest);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, string key, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, key);
        writer.WriteString("value"u8, value);
        writer.WriteEndObject();
    }

    // The newest first, as hawkBit has it: a device that stores nothing learns what it last said.
    private static void WriteHistory(Utf8JsonWriter writer, DeviceAction action, int messages)
    {
        int most = messages < 0 ? MostHistoryMessages : Math.Min(messages, MostHistoryMessages);
        string[] lines = [.. action.Reports.Reverse().SelectMany(report => report.Details).Take(most)];
        if (lines.Length == 0)
        {
            return;
        }

        writer.WriteStartObject("actionHistory"u8);
        writer.WriteString("status"u8, Status(action.State));
        writer.WriteStartArray("messages"u8);
        foreach (string line in lines)
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Status(ActionState state) => state switch
    {
        ActionState.Scheduled => "SCHEDULED",
        ActionState.WaitingConfirmation => "WAIT_FOR_CONFIRMATION",
        ActionState.Canceling => "CANCELING",
        ActionState.Canceled => "CANCELED",
        ActionState.Succeeded => "FINISHED",
        ActionState.Failed => "ERROR",
        _ => "RUNNING",
    };
}
