using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>What a file declares about the type and shape of a value.</summary>
internal static class DeclaredShape
{
    /// <summary>Gets type and shape; null when some size is open.</summary>
    public static TensorInfo? Static(ValueInfoProto info)
    {
        if (info.Type?.TensorType is not { Shape: { } shape } tensor || tensor.ElemType == 0)
        {
            return null;
        }

        TensorInfo known = new((GraphElementType)tensor.ElemType, [.. shape.Dim.Select(dim => Size(dim) ?? 0)]);
        return shape.Dim.All(dim => Size(dim) is not null) ? known : null;
    }

    /// <summary>Gets the sizes as text, open ones by their names, such as <c>[batch, 3, 224, 224]</c>.</summary>
    public static string Text(ValueInfoProto info)
        => info.Type?.TensorType?.Shape is { } shape
            ? $"[{string.Join(", ", shape.Dim.Select(Text))}]"
            : "no shape at all";

    private static string Text(TensorShapeProto.Types.Dimension dim)
        => Size(dim) is { } size ? $"{size}" : dim.DimParam.Length > 0 ? dim.DimParam : "?";

    /// <summary>0 and negative sizes are what some exporters write for open ones.</summary>
    private static int? Size(TensorShapeProto.Types.Dimension dim)
        => dim.HasDimValue && dim.DimValue is > 0 and <= int.MaxValue ? (int)dim.DimValue : null;
}
