namespace DenseEdge.Data.Mat;

/// <summary>Text; several rows are joined by line breaks.</summary>
/// <param name="place">File and place in it, for messages.</param>
/// <param name="shape">Rows and characters per row.</param>
/// <param name="value">The text.</param>
internal sealed class MatText(string place, IReadOnlyList<int> shape, string value) : MatArray(place, shape)
{
    internal string Value => value;

    internal override string Kind => "text";
}
