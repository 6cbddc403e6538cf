using System.Globalization;

namespace DenseEdge.Onnx.Graphs;

/// <summary>The sizes that a caller fixes for an input of a model, such as <c>image=1x3x480x640</c>.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Dims">Its sizes, each at least 1.</param>
public sealed record InputShape(string Name, IReadOnlyList<int> Dims)
{
    /// <summary>Reads the form that command lines use.</summary>
    /// <param name="text">Name, equals sign, sizes with <c>x</c> between them. The name may hold equals signs itself.</param>
    /// <exception cref="ArgumentException">The text has another form or a size below 1.</exception>
    public static InputShape Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.LastIndexOf('=');
        string[] sizes = equals > 0 ? text[(equals + 1)..].Split('x') : [];
        int[] dims = [.. sizes.Select(size =>
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0)];
        return dims.Length > 0 && dims.All(size => size > 0)
            ? new InputShape(text[..equals], dims)
            : throw new ArgumentException($"Expected a shape such as image=1x3x480x640, got '{text}'.", nameof(text));
    }
}
