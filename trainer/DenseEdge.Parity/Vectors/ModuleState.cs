using DenseEdge.Parity.Checks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Vectors;

/// <summary>Puts the parameters of a file into a module, and compares what a training step makes of them.</summary>
internal static class ModuleState
{
    private const string Parameters = "param/";

    /// <summary>Copies every array below "param/" into the module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The file; its names are those of the module's state.</param>
    /// <exception cref="InvalidDataException">Names or shapes differ; the message lists all.</exception>
    public static void Load(nn.Module module, VectorFile file)
        => Load(module, file.Under(Parameters).ToDictionary(name => name, name => file.Tensor(Parameters + name)));

    /// <summary>Copies tensors into the module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="given">The tensors by the names of the module's state.</param>
    /// <exception cref="InvalidDataException">Names or shapes differ; the message lists all.</exception>
    public static void Load(nn.Module module, Dictionary<string, Tensor> given)
    {
        Dictionary<string, Tensor> wanted = module.state_dict();
        string[] faults =
        [
            .. wanted.Keys.Except(given.Keys).Select(name => $"{name} is missing"),
            .. given.Keys.Except(wanted.Keys).Select(name => $"{name} is not a parameter of the module"),
            .. given.Keys.Intersect(wanted.Keys).Where(name => !given[name].shape.SequenceEqual(wanted[name].shape)).Select(
                name => $"{name} has the shape [{Sides(given[name])}] in the file and [{Sides(wanted[name])}] in the module"),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidDataException($"parameters do not fit: {string.Join("; ", faults)}");
        }

        _ = module.load_state_dict(given);
    }

    /// <summary>Switches to training with dropout off, as the reference's training steps are.</summary>
    /// <param name="module">The module.</param>
    public static void TrainWithoutDropout(nn.Module module)
    {
        module.train();
        foreach (nn.Module dropout in module.modules().Where(child => child is Dropout or Dropout2d))
        {
            dropout.eval();
        }
    }

    /// <summary>Compares the normalisations' statistics after one training pass.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The file.</param>
    /// <param name="checks">Where the results go.</param>
    /// <param name="prefix">Where the statistics are in the file, such as "buffers_after/".</param>
    public static void CompareBuffers(nn.Module module, VectorFile file, CheckList checks, string prefix)
    {
        Dictionary<string, Tensor> buffers = module.named_buffers().ToDictionary(named => named.name, named => named.buffer);
        foreach (string name in file.Under(prefix))
        {
            if (buffers.TryGetValue(name, out Tensor? buffer))
            {
                checks.Compare(prefix + name, buffer, Tolerance.Module);
            }
            else
            {
                checks.Expect(prefix + name, false, "the module has no such statistic");
            }
        }
    }

    private static string Sides(Tensor tensor) => string.Join(", ", tensor.shape);
}
