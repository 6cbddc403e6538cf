using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Contracts;

namespace DenseEdge.Training.Network;

/// <summary>Writes a task as its key, such as "semseg".</summary>
internal sealed class TaskKindJsonConverter : JsonConverter<TaskKind>
{
    /// <inheritdoc/>
    public override TaskKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("Expected the key of a task as a string.");
        }

        try
        {
            return TaskKinds.Parse(reader.GetString()!);
        }
        catch (FormatException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TaskKind value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Key());
}
