using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>A model on the command line: an ONNX file, or the run folder that holds one.</summary>
internal static class ModelArgument
{
    /// <summary>Finds the ONNX file.</summary>
    /// <param name="model">What the user said.</param>
    /// <exception cref="ArgumentException">There is none; the message says how to make one.</exception>
    public static string Find(string model)
    {
        if (File.Exists(model))
        {
            return model;
        }

        if (!Directory.Exists(model))
        {
            throw new ArgumentException($"Expected an ONNX file or a run folder, found no '{model}'.");
        }

        string path = RunFolder.ModelPath(model);
        return File.Exists(path)
            ? path
            : throw new ArgumentException($"Expected '{path}', found none. Make it with: ./denseedge export {model}");
    }
}
