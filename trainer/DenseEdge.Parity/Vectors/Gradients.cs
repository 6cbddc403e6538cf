using DenseEdge.Parity.Checks;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Vectors;

/// <summary>The gradients of one number with respect to inputs and parameters, by the keys that the file has for them.</summary>
/// <param name="file">The file.</param>
internal sealed class Gradients(VectorFile file)
{
    private readonly Dictionary<string, Tensor> _inputs = [];

    /// <summary>Asks for the gradient of a tensor.</summary>
    /// <param name="key">The array of the file that it is compared with.</param>
    /// <param name="input">An input that records gradients, or a parameter.</param>
    public void Ask(string key, Tensor input) => _inputs.Add(key, input);

    /// <summary>Asks for the gradients of all parameters of a module for which the file has one.</summary>
    /// <param name="module">The module.</param>
    /// <param name="prefix">Where the gradients are in the file, such as "grad/param/".</param>
    /// <exception cref="InvalidDataException">The file has a gradient of a parameter that the module does not have.</exception>
    public void AskParameters(nn.Module module, string prefix)
    {
        Dictionary<string, Tensor> parameters = module.named_parameters().ToDictionary(
            named => named.name, named => (Tensor)named.parameter);
        foreach (string name in file.Under(prefix))
        {
            Ask(prefix + name, parameters.TryGetValue(name, out Tensor? parameter)
                ? parameter
                : throw new InvalidDataException($"'{prefix}{name}' is the gradient of a parameter that the module does not have"));
        }
    }

    /// <summary>Differentiates, and compares.</summary>
    /// <param name="number">A scalar with gradient.</param>
    /// <param name="checks">Where the results go.</param>
    public void Compare(Tensor number, CheckList checks)
    {
        if (_inputs.Count == 0)
        {
            return;
        }

        IList<Tensor> gradients = autograd.grad([number], [.. _inputs.Values], allow_unused: true);
        Dictionary<string, double> largest = _inputs.Keys.ToDictionary(key => key, Largest);
        double largestOfAll = largest.Values.Max();
        foreach (((string key, Tensor input), Tensor? gradient) in _inputs.Zip(gradients))
        {
            // No path from the input to the number: the reference stores zeros then.
            checks.Compare(key, gradient ?? zeros_like(input), Tolerance.OfGradient(largest[key], largestOfAll));
        }
    }

    private double Largest(string key)
        => file[key].ToDoubles().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
}
