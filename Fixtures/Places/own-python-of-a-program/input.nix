final: prev: {
  home-assistant = prev.home-assistant.override {
    packageOverrides = pyfinal: pyprev: {
      aaa = pyfinal.toPythonModule final.hello;
    };
  };
}
