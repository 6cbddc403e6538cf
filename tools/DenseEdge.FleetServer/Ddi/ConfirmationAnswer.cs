using System.Text.Json;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Whether a device's operator agrees: <c>{"confirmation":"confirmed","code":200,"details":["…"]}</c>.</summary>
/// <param name="IsConfirmed">Whether he does.</param>
/// <param name="Code">A number of the device's own.</param>
/// <param name="Details">Lines for people.</param>
internal sealed record ConfirmationAnswer(bool IsConfirmed, int? Code, IReadOnlyList<string> Details)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="BadHttpRequestException">It is none.</exception>
    public static Task<ConfirmationAnswer> ReadAsync(HttpContext context) => DdiBody.ReadAsync(context, Read);

    private static ConfirmationAnswer Read(JsonElement root)
    {
        string? word = DdiBody.Text(root, "confirmation");
        bool isConfirmed = "confirmed".Equals(word, StringComparison.OrdinalIgnoreCase);
        if (!isConfirmed && !"denied".Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException($"confirmation: expected confirmed or denied, found '{word}'.");
        }

        return new ConfirmationAnswer(isConfirmed, DdiBody.Number(root, "code"), DdiBody.Lines(root, "details"));
    }
}
