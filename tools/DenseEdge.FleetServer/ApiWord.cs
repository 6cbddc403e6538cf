using System.Collections.Concurrent;
using System.Text.Json;

namespace DenseEdge.FleetServer;

/// <summary>Values of enumerations as the API writes them: <c>WaitingConfirmation</c> is <c>waiting_confirmation</c>.</summary>
internal static class ApiWord
{
    /// <summary>Writes a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
        => Words<T>.ByValue.GetOrAdd(value, static made => JsonNamingPolicy.SnakeCaseLower.ConvertName(made.ToString()));

    /// <summary>Reads a value; without case.</summary>
    /// <param name="word">The word.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is such a value. A number is none.</returns>
    public static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum
    {
        foreach (T candidate in Enum.GetValues<T>())
        {
            if (Of(candidate).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Lists the words, for messages.</summary>
    public static string All<T>()
        where T : struct, Enum
        => string.Join(", ", Enum.GetValues<T>().Select(Of));

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly ConcurrentDictionary<T, string> ByValue = new();
    }
}
