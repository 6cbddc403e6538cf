using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>Checks that a loaded graph has the inputs and outputs that its metadata promise.</summary>
internal static class OrtModelCheck
{
    /// <returns>By task the element type of the graph's output.</returns>
    /// <exception cref="InvalidDataException">An input or output is missing or has another type or shape.</exception>
    public static IReadOnlyDictionary<TaskKind, TensorElement> Require(
        InferenceSession session, ModelMetadata model, string path)
    {
        RequireInput(Find(session.InputMetadata, "input", model.InputName, path), model, path);
        Dictionary<TaskKind, TensorElement> elements = [];
        foreach (ModelTask task in model.Tasks)
        {
            NodeMetadata output = Find(session.OutputMetadata, "output", task.OutputName, path);
            if (OrtElements.Find(output.ElementDataType) is not { } element
                || !OutputShape.Elements(task).Contains(element)
                || !OutputShape.Fits(output.Dimensions, task, model))
            {
                throw new InvalidDataException(
                    $"{path}: expected the output '{task.OutputName}' for {task.Spec.Kind.Title()} to be "
                    + $"{OutputShape.Expected(task, model)}, found {Text(output)}.");
            }

            elements.Add(task.Spec.Kind, element);
        }

        return elements;
    }

    private static void RequireInput(NodeMetadata input, ModelMetadata model, string path)
    {
        (int height, int width) = (model.InputHeight, model.InputWidth);
        (TensorElement element, int[] dims) = model.InputFormat switch
        {
            InputFormat.UInt8Nhwc => (TensorElement.UInt8, new[] { 1, height, width, 3 }),
            InputFormat.Float32Nchw => (TensorElement.Float32, new[] { 1, 3, height, width }),
            _ => (TensorElement.Float16, new[] { 1, 3, height, width }),
        };
        if (OrtElements.Find(input.ElementDataType) != element || !input.Dimensions.AsSpan().SequenceEqual(dims))
        {
            throw new InvalidDataException(
                $"{path}: expected the input '{model.InputName}' to be {element} [{string.Join(", ", dims)}], "
                + $"found {Text(input)}.");
        }
    }

    private static NodeMetadata Find(
        IReadOnlyDictionary<string, NodeMetadata> nodes, string what, string name, string path)
        => nodes.TryGetValue(name, out NodeMetadata? node)
            ? node
            : throw new InvalidDataException(
                $"{path}: expected an {what} '{name}', found {string.Join(", ", nodes.Keys)}.");

    private static string Text(NodeMetadata node)
    {
        string element = OrtElements.Find(node.ElementDataType)?.ToString() ?? node.ElementDataType.ToString();
        return $"{element} [{string.Join(", ", node.Dimensions)}]";
    }
}
