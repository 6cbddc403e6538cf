namespace TorchSharp.Utils;

/// <summary>The name under which a field is registered with its module, in place of the field's own.</summary>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = false, Inherited = true)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>The name in <c>named_parameters()</c> and the state dict.</summary>
    public string Name { get; set; } = string.Empty;
}
