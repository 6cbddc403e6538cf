using System.Text.Json;

namespace DenseEdge.Agent.Tests.EndToEnd;

internal static class JsonElementExtensions
{
    /// <summary>The text of a field.</summary>
    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();
}
