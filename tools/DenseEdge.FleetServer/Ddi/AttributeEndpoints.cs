using System.Text.Json;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetServer.Security;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>What a device tells of itself, which carries its health and its measurements too.</summary>
internal sealed class AttributeEndpoints(IFleetStore store)
{
    /// <summary>PUT configData: <c>{"mode":"merge","data":{"name":"value"}}</c>.</summary>
    public async Task PutAsync(HttpContext context)
    {
        (Dictionary<string, string> attributes, AttributeMode mode) = await DdiBody.ReadAsync(context, Read);
        await store.Devices.SetAttributesAsync(DeviceCaller.Of(context).Id, attributes, mode, context.RequestAborted);
    }

    private static (Dictionary<string, string> Attributes, AttributeMode Mode) Read(JsonElement root)
    {
        JsonElement data = DdiBody.Object(root, "data")
            ?? throw new BadHttpRequestException("Expected an object 'data', found none.");
        string? word = DdiBody.Text(root, "mode");
        return ApiWord.TryRead(word ?? "merge", out AttributeMode mode)
            ? (Read(data, mode), mode)
            : throw new BadHttpRequestException($"mode: expected one of {ApiWord.All<AttributeMode>()}, found '{word}'.");
    }

    private static Dictionary<string, string> Read(JsonElement data, AttributeMode mode)
    {
        Dictionary<string, string> attributes = [];
        foreach (JsonProperty attribute in data.EnumerateObject())
        {
            bool isPlain = attribute.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
            string? text = isPlain ? DdiBody.Text(attribute.Value) ?? string.Empty : null;
            attributes[attribute.Name] = text ?? (mode == AttributeMode.Remove ? string.Empty
                : throw new BadHttpRequestException(
                    $"data.{attribute.Name}: expected a text, found {attribute.Value.ValueKind}."));
        }

        return attributes;
    }
}
