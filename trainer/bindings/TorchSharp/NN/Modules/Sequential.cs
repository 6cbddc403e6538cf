using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other.</summary>
public sealed class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

    internal Sequential(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> modules)
        : base(nameof(Sequential), componentsRegistered: true)
    {
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
        {
            append(name, module);
        }
    }

    internal Sequential(IEnumerable<nn.Module<Tensor, Tensor>> modules)
        : base(nameof(Sequential), componentsRegistered: true)
    {
        foreach (nn.Module<Tensor, Tensor> module in modules)
        {
            append(module);
        }
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">Its position.</param>
    public nn.Module<Tensor, Tensor> this[int index] => _modules[index];

    /// <summary>Adds a module at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="module">The module.</param>
    /// <returns>This module.</returns>
    public Sequential append(string name, nn.Module<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(module);
        register_module(name, module);
        _modules.Add(module);
        return this;
    }

    /// <summary>Adds a module at the end, named by its position.</summary>
    /// <param name="module">The module.</param>
    /// <returns>This module.</returns>
    public Sequential append(nn.Module<Tensor, Tensor> module) =>
        append(_modules.Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Runs the modules, each on the result of the one before; results between are disposed.</summary>
    /// <param name="input">What the first module takes.</param>
    /// <returns>What the last module gives.</returns>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (_modules.Count == 0)
        {
            return input.alias();
        }

        Tensor current = _modules[0].call(input);
        for (int i = 1; i < _modules.Count; i++)
        {
            Tensor next = _modules[i].call(current);
            if (!ReferenceEquals(current, next) && !ReferenceEquals(current, input))
            {
                current.Dispose();
            }

            current = next;
        }

        return current;
    }
}
